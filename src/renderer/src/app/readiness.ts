/**
 * Tells, once, that the window can be used: two frames after it is asked to, when what is in view was painted. The
 * mark on the document element is for tests and for the saved picture.
 */
export function readiness(): () => void {
  let isTold = false
  return () => {
    if (isTold) return
    isTold = true
    requestAnimationFrame(() => requestAnimationFrame(tell))
  }
}

function tell(): void {
  document.documentElement.dataset['ready'] = 'true'
  window.slerp.ready()
}
