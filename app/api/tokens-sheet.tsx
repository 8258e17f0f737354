import { CodeLine } from '../../components/code-line.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { routes } from '../routes.ts';

/** Where the server is reached, and the ways in which a token travels. */
export function TokensSheet({ origin }: { readonly origin: string }) {
  const address = origin + routes.inOne.href({ metric: 'temperature' }, { room: 'kitchen' });
  const ways = [
    ['As a header', `curl -H 'Authorization: Bearer TOKEN' -d 21.4 '${address}'`],
    ['As a password, with any name', `curl -u any:TOKEN -d 21.4 '${address}'`],
    ['In the address', `curl -d 21.4 '${address}&k=TOKEN'`],
  ] as const;
  return (
    <Sheet id="access" title="Address and tokens">
      <div class="api__access">
        <p>
          This server is at <code>{origin}</code>. <b>TOKEN</b> stands for a token from{' '}
          <a class="link" href={`${routes.settings.href()}#tokens`}>
            Settings
          </a>
          : a write token sends, a read token reads, an admin token may do both and everything else.
        </p>
        {ways.map(([title, line]) => (
          <div class="api__way">
            <h3>{title}</h3>
            <CodeLine text={line} address={address} />
          </div>
        ))}
      </div>
    </Sheet>
  );
}
