import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { publish, sendWebhook } from './publishing.ts';
import { send } from './readings.ts';

const EVENTS = 'Events, newest first';

test('events come by themselves, newest first, and a later one of a sequence takes the place of the earlier', async ({
  owner,
  server,
}) => {
  await owner.goto(routes.events.href());
  const events = owner.getByRole('list', { name: EVENTS }).getByRole('listitem');
  await expect(owner.getByText('No event yet. The line below sends one.')).toBeVisible();
  await expect(owner.getByRole('region', { name: 'Send one' })).toContainText(`event/deploys?k=${server.writeToken}`);
  await publish(server, 'backup', '40 %', { 'X-Sequence-ID': 'night', Title: 'Backup' });
  await expect(events.first()).toContainText('40 %');
  await publish(server, 'kiln', 'Over 1280 °C', { Title: 'Kiln', Priority: 'max', Tags: 'fire,hot' });
  await expect(events).toHaveCount(2);
  await expect(events.first()).toContainText('max priority');
  await expect(events.first().getByRole('img', { name: 'fire' })).toHaveText('🔥');
  await publish(server, 'backup', 'done', { 'X-Sequence-ID': 'night', Title: 'Backup' });
  await expect(events.first()).toContainText('done');
  await expect(events).toHaveCount(2);
  await expect(owner.getByText('40 %')).toHaveCount(0);
});

test('the list is narrowed while one types, goes on moving, and its address can be kept', async ({ owner, server }) => {
  await publish(server, 'door', 'open', { Tags: 'wood' });
  await publish(server, 'kiln', 'cold', { Priority: 'high' });
  await owner.goto(routes.events.href());
  const events = owner.getByRole('list', { name: EVENTS }).getByRole('listitem');
  const search = owner.getByRole('searchbox', { name: 'Search events' });
  await search.pressSequentially('open');
  await expect(events).toHaveCount(1);
  await expect(search).toBeFocused();
  await publish(server, 'door', 'open again');
  await expect(events).toHaveCount(2);
  await expect(owner).toHaveURL(/q=open/);
  await owner.reload();
  await expect(events).toHaveCount(2);
  await search.fill('');
  await expect(events).toHaveCount(3);
  await owner.getByLabel('Priority').selectOption({ label: 'High and above' });
  await expect(events).toHaveCount(1);
  await expect(events).toHaveText(/cold/);
  await owner.goto(routes.events.href());
  await owner.getByRole('link', { name: '#wood' }).click();
  await expect(events).toHaveCount(1);
  await owner.goto(routes.events.href());
  await owner.getByRole('navigation', { name: 'Topics' }).getByRole('link', { name: 'kiln' }).click();
  await expect(events).toHaveText(/cold/);
});

test('a link of a sender leaves with nothing, and an event has an address of its own', async ({ owner, server }) => {
  const id = await publish(server, 'door', 'open', { Click: 'https://example.org/door' });
  await owner.goto(routes.events.href());
  const link = owner.getByRole('link', { name: 'example.org' });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await owner.getByRole('link', { name: /^Event of/ }).click();
  await expect(owner).toHaveURL(routes.eventShown.href({ id }));
  await expect(owner.getByRole('region', { name: 'Event' })).toContainText('open');
});

test('every open page says an event at its foot, without taking the focus, and less loud ones when it is told to', async ({
  owner,
  server,
}) => {
  await send(server, { metric: 'temperature', value: 21 });
  await owner.goto(routes.explore.href());
  await expect(owner.getByRole('main').getByRole('status').first()).toHaveText('Live');
  const search = owner.getByRole('searchbox', { name: 'Search series' });
  await search.focus();
  await publish(server, 'deploys', 'shipped', { Title: 'Release 41' });
  const toast = owner.locator('#toasts .toast');
  await expect(toast).toContainText('deploys Release 41');
  await expect(search).toBeFocused();
  await expect(toast, 'for six seconds').toHaveCount(0);

  await owner.goto(routes.events.href());
  await owner.getByText('High and max').click();
  await owner.goto(routes.explore.href());
  await expect(owner.getByRole('main').getByRole('status').first()).toHaveText('Live');
  await publish(server, 'deploys', 'quiet');
  await publish(server, 'alerts', 'loud', { Priority: 'high' });
  await expect(toast).toContainText('alerts (high priority) loud');
});

test('what a webhook brings is read as the page shows it beforehand', async ({ owner, server }) => {
  await sendWebhook(server, 'shop', { what: { happened: 'sold' }, count: 3 });
  await owner.goto(routes.webhooks.href());
  await owner.getByRole('textbox', { name: 'Topic' }).fill('shop');
  await owner.getByRole('button', { name: 'Set up' }).click();
  const made = owner.getByRole('region', { name: 'What becomes of the last body' });
  await expect(made).toContainText('{"what":{"happened":"sold"},"count":3}');
  await owner.getByLabel('Title').fill('{{count}} {{what.happened}}');
  await expect(made).toContainText('3 sold');
  await owner.getByRole('button', { name: 'Save' }).click();
  await sendWebhook(server, 'shop', { what: { happened: 'returned' }, count: 1 });
  await owner.goto(routes.events.href());
  await expect(owner.getByRole('list', { name: EVENTS })).toContainText('1 returned');
});

test('notifications are asked for by a press only, and say what a tab in the background heard', async ({
  owner,
  server,
  context,
}) => {
  await context.grantPermissions(['notifications'], { origin: server.url });
  await context.addInitScript(() => {
    const said: string[] = [];
    class Said {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(title: string, { body }: { body: string }) {
        said.push(`${title}: ${body}`);
      }
    }
    Object.assign(globalThis, { Notification: Said, said });
    Object.assign((globalThis as unknown as { document: object }).document, { hasFocus: () => false });
  });
  await owner.goto(routes.events.href());
  await publish(server, 'alerts', 'before');
  await owner.getByRole('button', { name: 'Notify me when I look elsewhere' }).click();
  await expect(owner.getByRole('button', { name: 'Notify me no more' })).toHaveAttribute('aria-pressed', 'true');
  await expect
    .poll(async () => {
      await publish(server, 'alerts', 'heard', { Title: 'Kiln' });
      return await owner.evaluate(() => (globalThis as unknown as { said: string[] }).said.at(-1));
    })
    .toContain('Kiln: heard');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('events are read, searched and turned over', async ({ owner, server }) => {
    for (let i = 0; i < 103; i++) await publish(server, i % 2 ? 'odd' : 'even', `number ${i}`);
    await owner.goto(routes.events.href());
    const events = owner.getByRole('list', { name: EVENTS }).getByRole('listitem');
    await expect(events.first()).toContainText('number 102');
    await owner.getByRole('link', { name: 'Older events' }).click();
    await expect(events).toHaveCount(3);
    await owner.getByRole('link', { name: 'Newest events' }).click();
    await owner.getByRole('searchbox', { name: 'Search events' }).fill('number 7');
    await owner.getByRole('button', { name: 'Show' }).click();
    await expect(events).toHaveCount(11);
    await expect(owner.getByText('Without script no page says anything by itself.')).toBeVisible();
  });
});
