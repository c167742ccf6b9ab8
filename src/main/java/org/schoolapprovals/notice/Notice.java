package org.schoolapprovals.notice;

import java.util.Optional;
import java.util.Set;

/**
 * Something that people of the school have to know. Subject and sentence leave the house by e-mail: references, kinds of task and
 * names of trips only, never the text of a comment, its author, or a child's name.
 *
 * @param kind why they are told
 * @param people user names; whoever has no role in the school (any more) is left out
 * @param subject a few words, on one line
 * @param sentence what there is to know, in a sentence or two
 * @param link path of the page to open, from the root of the application, such as {@code /tasks/ID}
 * @param taskId the engine's id of the task that it is about; once that ends, the notice is settled
 * @param gather ordinary notices with the same key share a mail if they come shortly one after the other; empty for a mail of its
 *     own
 * @param urgent mailed before others and never gathered
 */
public record Notice(
        Kind kind,
        Set<String> people,
        String subject,
        String sentence,
        String link,
        Optional<String> taskId,
        Optional<String> gather,
        boolean urgent) {

    public Notice {
        people = Set.copyOf(people);
        // PostgreSQL has no place for it, and nobody's request is to fail because of a notice.
        subject = subject.replace("\0", "");
        sentence = sentence.replace("\0", "");
        if (!link.startsWith("/") || link.startsWith("//")) {
            throw new IllegalArgumentException("A notice leads to a page of our own");
        }
    }

    /** A notice about something other than a task. */
    public static Notice of(Kind kind, Set<String> people, String subject, String sentence, String link) {
        return new Notice(kind, people, subject, sentence, link, Optional.empty(), Optional.empty(), false);
    }

    /** Why people are told. */
    public enum Kind {
        /** A task is theirs, or may be taken up by them. */
        TASK,
        /** Somebody decided on what they had asked for. */
        DECISION,
        /** A task of theirs waits. */
        REMINDER,
        /** A task is overdue, and they join those who may do it. */
        ESCALATION,
        /** A request ended because nobody acted in time. */
        LAPSE,
        /** What was approved no longer holds. */
        REVOCATION,
        /** A request was taken back by whoever had made it. */
        WITHDRAWAL,
        /** Something does not work and needs a person. */
        PROBLEM
    }
}
