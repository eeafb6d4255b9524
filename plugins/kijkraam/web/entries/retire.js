import "../offline/retire.js";
