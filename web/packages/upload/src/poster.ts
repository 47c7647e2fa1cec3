const LONGEST = 1280;
const PATIENCE = 8_000;

/** A picture out of a video, made by this browser; undefined where it cannot play it. */
export async function posterOf(video: Blob): Promise<File | undefined> {
  const address = URL.createObjectURL(video);
  const player = document.createElement("video");
  player.muted = true;
  player.playsInline = true;
  player.preload = "auto";
  try {
    player.src = address;
    await told(player, "loadeddata");
    if (Number.isFinite(player.duration) && player.duration > 1) {
      player.currentTime = Math.min(1, player.duration / 3);
      await told(player, "seeked");
    }
    return await pictured(player);
  } catch {
    return undefined;
  } finally {
    player.removeAttribute("src");
    URL.revokeObjectURL(address);
  }
}

function told(player: HTMLVideoElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no picture in time")), PATIENCE);
    const settled = (then: () => void) => () => {
      clearTimeout(timer);
      then();
    };
    player.addEventListener(event, settled(resolve), { once: true });
    player.addEventListener("error", settled(() => reject(new Error("not playable"))), { once: true });
  });
}

async function pictured(player: HTMLVideoElement): Promise<File | undefined> {
  const scale = Math.min(1, LONGEST / Math.max(player.videoWidth, player.videoHeight, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(player.videoWidth * scale);
  canvas.height = Math.round(player.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(player, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return blob ? new File([blob], "poster.jpg", { type: "image/jpeg" }) : undefined;
}
