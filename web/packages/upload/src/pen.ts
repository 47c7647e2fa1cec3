/** Draws with pen, finger or mouse on a canvas; only the lines are kept, no times and no pressures. */
export interface Pen {
  readonly clear: () => void;
  readonly isEmpty: () => boolean;
  readonly picture: () => Promise<Blob | null>;
  readonly stop: () => void;
}

const ink = "#101828";
const thick = 2.4;

export function penOn(canvas: HTMLCanvasElement, onDrawn: () => void): Pen {
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("this browser cannot draw");
  const scale = Math.max(1, devicePixelRatio);
  let drawing: number | undefined;
  let last = { x: 0, y: 0 };
  let empty = true;

  const clear = () => {
    const { width, height } = canvas.getBoundingClientRect();
    canvas.width = width * scale;
    canvas.height = height * scale;
    brush.scale(scale, scale);
    brush.lineCap = "round";
    brush.lineJoin = "round";
    brush.strokeStyle = ink;
    brush.lineWidth = thick;
    empty = true;
  };
  const spot = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const line = (to: { x: number; y: number }) => {
    brush.beginPath();
    brush.moveTo(last.x, last.y);
    brush.quadraticCurveTo(last.x, last.y, (last.x + to.x) / 2, (last.y + to.y) / 2);
    brush.lineTo(to.x, to.y);
    brush.stroke();
    last = to;
    empty = false;
  };
  const down = (event: PointerEvent) => {
    // a sheet in a dialog has its size only once the dialog is open, and another one after the phone was turned
    if (empty) clear();
    drawing = event.pointerId;
    canvas.setPointerCapture(event.pointerId);
    last = spot(event);
    line({ x: last.x + 0.1, y: last.y });
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId === drawing) line(spot(event));
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== drawing) return;
    drawing = undefined;
    onDrawn();
  };
  const parts = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up };
  for (const [name, hear] of Object.entries(parts)) canvas.addEventListener(name, hear as EventListener);
  clear();
  return {
    clear,
    isEmpty: () => empty,
    picture: () => new Promise((resolve) => canvas.toBlob(resolve, "image/png")),
    stop: () => {
      for (const [name, hear] of Object.entries(parts)) canvas.removeEventListener(name, hear as EventListener);
    },
  };
}
