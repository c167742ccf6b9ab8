package org.schoolapprovals.engine;

/** Names of the task-local variables that the queues show; every listener that opens a task sets them. */
public final class QueueFacts {

    /** What it is about, in a few words. */
    public static final String ABOUT = "about";

    /** When it begins, as a {@link java.util.Date}, so that people can sort by it; null where nothing begins. */
    public static final String DEPARTURE = "departure";

    /** Who asked, by name. */
    public static final String REQUESTER_NAME = "requesterName";

    /** {@code Urgent}, {@code Reminded}, {@code Overdue}, or empty. */
    public static final String MARK = "mark";

    private QueueFacts() {}
}
