import { changed } from "../form/changed.js";
import { earlier } from "../form/earlier.js";
import { provide } from "../parts.js";

provide("changes", (filling) => {
  const parts = [earlier(filling), changed(filling)];
  return { update: (isChanged) => parts.forEach((part) => part.update(isChanged)) };
});
