import "../offline/worker.js";
