import { answer, api } from "@gongdan/api/client";
import { useMutation } from "@tanstack/react-query";

/** Keeps a first asset; places and assets have pages of their own for everything else. */
export function useAddAsset() {
  return useMutation({
    mutationFn: (body: { name: string; code: string }) => answer(api.POST("/api/v1/assets", { body })),
  });
}
