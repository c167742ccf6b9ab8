package org.schoolapprovals.web;

/**
 * One step on the way of a request.
 *
 * @param name the state that the step reaches, such as {@code Decided}
 * @param progress whether it is reached
 * @param note what is to be known about it, for the current step; may be empty
 */
public record Step(String name, Progress progress, String note) {

    /** How far a request has come with a step. */
    public enum Progress {
        /** Reached and left behind. */
        DONE,
        /** The last one reached: the request stands here. */
        CURRENT,
        /** The last one there will be: the request ended here before its time. */
        ENDED,
        /** Not reached yet. */
        AHEAD
    }

    /** Whether the request stands here. */
    public boolean isCurrent() {
        return progress == Progress.CURRENT || progress == Progress.ENDED;
    }

    /** The name of the style in {@code school.css}. */
    public String style() {
        return switch (progress) {
            case DONE -> "done";
            case CURRENT -> "current";
            case ENDED -> "ended";
            case AHEAD -> "ahead";
        };
    }
}
