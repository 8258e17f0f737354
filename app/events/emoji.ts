/**
 * Emoji by the short name that a tag may have: those that people put beside messages of machines. Others stay words.
 */
const EMOJI: ReadonlyMap<string, string> = new Map(
  `
  +1 👍 -1 👎 100 💯 alarm_clock ⏰ alembic ⚗️ ambulance 🚑 arrow_down ⬇️ arrow_up ⬆️ back 🔙 balloon 🎈 bar_chart 📊
  battery 🔋 beer 🍺 beetle 🐞 bell 🔔 bike 🚲 blue_circle 🔵 bomb 💣 book 📖 boom 💥 bricks 🧱 bug 🐛 bulb 💡 bus 🚌
  calendar 📅 camera 📷 car 🚗 cat 🐱 chart_with_downwards_trend 📉 chart_with_upwards_trend 📈 cherry_blossom 🌸
  chicken 🐔 clap 👏 clipboard 📋 clock1 🕐 closed_lock_with_key 🔐 cloud ☁️ coffee ☕ computer 💻 construction 🚧
  construction_worker 👷 cookie 🍪 credit_card 💳 cross_mark ❌ cyclone 🌀 dash 💨 deciduous_tree 🌳 dog 🐶 door 🚪
  droplet 💧 earth_africa 🌍 electric_plug 🔌 email 📧 envelope ✉️ exclamation ❗ eyes 👀 facepalm 🤦 factory 🏭
  fire 🔥 fire_engine 🚒 fish 🐟 floppy_disk 💾 gear ⚙️ ghost 👻 gift 🎁 green_circle 🟢 green_heart 💚 hammer 🔨
  hammer_and_wrench 🛠️ hatching_chick 🐣 headphones 🎧 heart ❤️ heavy_check_mark ✔️ heavy_exclamation_mark ❗
  honeybee 🐝 hot_pepper 🌶️ hourglass ⌛ hourglass_flowing_sand ⏳ house 🏠 information_source ℹ️ key 🔑 label 🏷️
  leaves 🍃 link 🔗 loudspeaker 📢 lock 🔒 mag 🔍 mailbox 📫 mailbox_with_mail 📬 mega 📣 memo 📝 microscope 🔬 moneybag 💰 moon 🌙
  mute 🔇 newspaper 📰 no_entry ⛔ no_entry_sign 🚫 octopus 🐙 ok ✅ ok_hand 👌 orange_circle 🟠 package 📦 paperclip 📎
  partying_face 🥳 pause_button ⏸️ pencil2 ✏️ phone ☎️ pill 💊 pizza 🍕 printer 🖨️ pushpin 📌 question ❓ rabbit 🐰
  rainbow 🌈 raising_hand 🙋 recycle ♻️ red_circle 🔴 robot 🤖 rocket 🚀 rotating_light 🚨 runner 🏃 satellite 📡
  scissors ✂️ seedling 🌱 shield 🛡️ ship 🚢 skull 💀 smile 😄 snail 🐌 snowflake ❄️ sos 🆘 sparkles ✨ speech_balloon 💬
  star ⭐ stop_button ⏹️ stop_sign 🛑 stopwatch ⏱️ sunny ☀️ sweat_smile 😅 tada 🎉 telescope 🔭 test_tube 🧪
  thermometer 🌡️ thumbsdown 👎 thumbsup 👍 toolbox 🧰 tractor 🚜 traffic_light 🚦 train 🚆 triangular_flag_on_post 🚩
  trophy 🏆 truck 🚚 tv 📺 umbrella ☔ unlock 🔓 video_camera 📹 warning ⚠️ wastebasket 🗑️ watch ⌚ wave 👋
  white_check_mark ✅ wind_face 🌬️ wrench 🔧 x ❌ yellow_circle 🟡 zap ⚡ zzz 💤
  `
    .trim()
    .split(/\s+/)
    .flatMap((word, i, words): [string, string][] => (i % 2 ? [[words[i - 1]!, word]] : [])),
);

/** The emoji that a tag names; undefined for every other tag. */
export function emojiOf(tag: string): string | undefined {
  return EMOJI.get(tag);
}
