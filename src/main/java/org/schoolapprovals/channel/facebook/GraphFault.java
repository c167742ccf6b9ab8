package org.schoolapprovals.channel.facebook;

import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The page did not do what it was asked. */
class GraphFault extends RuntimeException {

    /** Facebook's code for objects, lists and fields that are not there. */
    static final int NOT_THERE = 100;

    /** What it means for whatever was to be done. */
    enum Kind {
        /** It is not there any more. */
        GONE,
        /** The token has run out or was withdrawn. */
        TOKEN_EXPIRED,
        /** The token is good, but may not do this on the page. */
        PERMISSION_LOST,
        /** It did not work, and may work later. */
        LATER
    }

    /**
     * What is to be made of it.
     *
     * @param notBefore when the page lets us try again; empty where it did not say
     * @param why in a few words for people; empty but for {@link Kind#LATER}
     */
    record Meaning(Kind kind, Optional<Instant> notBefore, String why) {

        static Meaning of(Kind kind) {
            return new Meaning(kind, Optional.empty(), "");
        }

        static Meaning later(Optional<Instant> notBefore, String why) {
            return new Meaning(Kind.LATER, notBefore, why);
        }
    }

    private final transient Meaning meaning;
    private final boolean nothingThere;

    /** @param sentence for the log: nothing of what the page wrote, but its codes */
    GraphFault(Meaning meaning, String sentence) {
        this(meaning, sentence, false);
    }

    private GraphFault(Meaning meaning, String sentence, boolean nothingThere) {
        super(sentence);
        this.meaning = meaning;
        this.nothingThere = nothingThere;
    }

    /** @param code Facebook's; 0 where it gave none */
    static GraphFault of(Meaning meaning, HttpStatusCode status, int code, String more) {
        return new GraphFault(
                meaning,
                "HTTP " + status.value() + ", code " + code + more,
                code == NOT_THERE || code == 0 && status.isSameCodeAs(HttpStatus.NOT_FOUND));
    }

    /** It may work later; the page did not say when. */
    static GraphFault later(String why, String sentence) {
        return new GraphFault(Meaning.later(Optional.empty(), why), sentence);
    }

    Kind kind() {
        return meaning.kind();
    }

    /** When the page lets us try again; empty where it did not say. */
    Optional<Instant> notBefore() {
        return meaning.notBefore();
    }

    /** In a few words for people, such as {@code the page did not answer in time}. */
    String why() {
        return meaning.why();
    }

    /** What it was about is not there any more. */
    boolean isGone() {
        return kind() == Kind.GONE;
    }

    /** The page knows no such list, or nothing that could have one. */
    boolean isAboutNothingThere() {
        return nothingThere;
    }
}
