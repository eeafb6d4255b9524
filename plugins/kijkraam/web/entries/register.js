import "../offline/register.js";
