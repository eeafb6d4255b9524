import { startExperience } from "../form/experience.js";
import { provide } from "../parts.js";

provide("experience", startExperience);
