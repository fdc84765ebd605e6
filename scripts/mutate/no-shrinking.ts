import fc from "fast-check";

// A change that makes a property fail has been noticed; the smallest case that shows it interests nobody, and takes longest.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
