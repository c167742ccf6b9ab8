/*
 * Leaving a field can bring up a sentence about it, and everything below moves down between pressing the mouse button and letting
 * it go: the browser then clicks nothing. Whatever the person pressed on is clicked all the same.
 */

const AIMED_AT = 'label, button, input[type="checkbox"], input[type="radio"]';
const STEADY_HAND = 4; // pixels

const control = element => element.closest?.('label') ?? element.closest?.(AIMED_AT);

export const keepAim = () => {
  let aim = null;

  document.addEventListener(
    'mousedown',
    ({ button, target, clientX, clientY }) => {
      aim = button === 0 && control(target) ? { at: control(target), clientX, clientY } : null;
    },
    true
  );

  document.addEventListener(
    'mouseup',
    ({ target, clientX, clientY }) => {
      const pressed = aim;
      aim = null;
      if (!pressed || !pressed.at.isConnected || pressed.at.contains(target)) {
        return;
      }
      if (Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY) <= STEADY_HAND) {
        pressed.at.click();
      }
    },
    true
  );
};
