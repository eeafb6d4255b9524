import "../offline/find.js";
