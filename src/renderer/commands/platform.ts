/** Whether the keyboard is Apple's, where ⌘ does what Ctrl does elsewhere. */
export const onMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
