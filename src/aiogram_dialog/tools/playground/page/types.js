/**
 * The words of the contract between the server and this page.
 *
 * @typedef {{
 *   type: string, offset: number, length: number, url?: string,
 *   user?: {id: number, first_name?: string}, language?: string,
 *   custom_emoji_id?: string,
 * }} Entity
 *
 * @typedef {"callback" | "url" | "web_app" | "copy" | "switch"
 *   | "switch_here" | "login" | "pay" | "game"} ButtonKind
 *
 * @typedef {{
 *   text: string, kind: ButtonKind, data?: string | null,
 *   url?: string | null, copy?: string | null, style?: string | null,
 *   icon?: string | null,
 * }} Button
 *
 * @typedef {{
 *   file: string, name?: string | null, mime?: string | null,
 *   size?: number | null, width?: number | null, height?: number | null,
 *   duration?: number | null, thumb?: string | null,
 * }} Media
 *
 * @typedef {{
 *   id: number, thread: number | null,
 *   author: {id: number, name: string, is_bot: boolean},
 *   date: number | string, edit_date: number | string | null,
 *   kind: string, text: string, entities: Entity[],
 *   media: Media | null, extra: Record<string, any>,
 *   album: string | null, spoiler: boolean, caption_above: boolean,
 *   reply_to: {id: number, text: string, name: string} | null,
 *   keyboard: Button[][] | null, via: string | null, protected: boolean,
 *   effect: string | null, service: string | null,
 * }} Message
 *
 * @typedef {{
 *   id: number, name: string, first_name: string,
 *   last_name: string | null, username: string | null,
 *   language: string | null, blocked: boolean,
 * }} Person
 *
 * @typedef {{
 *   text: string, request?: string | null, style?: string | null,
 *   icon?: string | null,
 * }} ReplyKey
 *
 * @typedef {{
 *   rows: ReplyKey[][], placeholder?: string | null,
 *   one_time?: boolean, force_reply?: boolean,
 * }} ReplyKeyboard
 *
 * @typedef {{
 *   key: string, type: "private" | "group" | "supergroup" | "channel",
 *   title: string, forum: boolean, people: number[],
 *   topics: {thread: number, title: string}[],
 *   commands: {command: string, description: string}[],
 *   typing: string | null,
 *   reply_keyboard: Record<string, ReplyKeyboard | null>,
 * }} Chat
 *
 * @typedef {{
 *   latency_ms: number, mode: "none" | "429" | "500" | "silent",
 *   chance: number,
 * }} Faults
 *
 * @typedef {{
 *   bot: {id: number, username: string, name: string, target: string},
 *   people: Person[], chats: Chat[], faults: Faults, reload: boolean,
 *   storage: string, running: boolean,
 *   error: {title: string, traceback: string} | null,
 * }} World
 *
 * @typedef {{
 *   id: string | null, type: string, file: string | null,
 *   line: number | null, children: Widget[],
 * }} Widget
 *
 * @typedef {{
 *   intent: string, state: string, start_data: any, dialog_data: any,
 *   widget_data: any, access_settings: any,
 *   window: {dialog: string, tree: Widget[]} | null,
 * }} Context
 *
 * @typedef {{
 *   chat: string, person: number | null, stack: string,
 *   thread?: number | null, record: any, contexts: Context[],
 * }} Stack
 *
 * @typedef {{
 *   chat: string, person: number | null, state: string | null, data: any,
 * }} OtherState
 *
 * @typedef {{stacks: Stack[], other: OtherState[]}} Stored
 *
 * @typedef {{
 *   n: number, update: number | null, at: number, ms: number | null,
 *   kind: string, chat: string | null, message: number | null,
 *   person: number | null, title: string, reason: string | null,
 *   details: any, traceback: string | null, ok: boolean,
 * }} Entry
 *
 * @typedef {{
 *   chat: string, message: number, row: number, column: number,
 *   person: number, query: string,
 * }} Press
 *
 * @typedef {{
 *   query: string, text: string | null, alert: boolean,
 *   url: string | null,
 * }} Answer
 *
 * @typedef {"new" | "edited" | "deleted"} Change
 *
 * @typedef {{type: "done", id: number, error: string | null, result: any}
 * } Done
 *
 * @typedef {(World & {type: "world"})
 *   | {type: "messages", chat: string, messages: Message[], more: boolean}
 *   | {type: "message", chat: string, change: Change, message: Message}
 *   | (Press & {type: "pressed"})
 *   | (Answer & {type: "answered"})
 *   | (Stored & {type: "state"})
 *   | {type: "timeline", entries: Entry[]}
 *   | {type: "reset"}} ServerEvent
 */

export {};
