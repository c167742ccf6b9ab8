package org.schoolapprovals.report;

import java.util.Map;

/** The codes of the record in the words of the school. */
final class Vocabulary {

    private static final Map<String, String> CLAUSES = Map.ofEntries(
            Map.entry("P1", "P1: no contact with parents or children on personal accounts"),
            Map.entry("P2", "P2: what a child sends is reported"),
            Map.entry("P3", "P3: inappropriate communication is reported"),
            Map.entry("P4", "P4: e-mail through the school’s service only"),
            Map.entry("P5", "P5: personal devices for school business"),
            Map.entry("P6", "P6: comments are agreed before they are published"),
            Map.entry("P7", "P7: no parents or pupils as friends or followers"),
            Map.entry("P8", "P8: round-ups, and the review every term"),
            Map.entry("S1", "S1: dedicated accounts"),
            Map.entry("S2", "S2: professional content only"),
            Map.entry("S3", "S3: consent to photographs"),
            Map.entry("S4", "S4: no names, nothing that identifies a child"),
            Map.entry("S5", "S5: links that are appropriate and safe"),
            Map.entry("S6", "S6: abuse is removed and reported"),
            Map.entry("R1", "R1: the policy is reviewed every two years"));

    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("approve", "Approved"),
            Map.entry("refuse", "Refused"),
            Map.entry("more-information", "More information asked for"),
            Map.entry("retrospective-noted", "Use without approval, noted"),
            Map.entry("lapsed", "Lapsed before a decision"),
            Map.entry("withdrawn", "Withdrawn"),
            Map.entry("publish", "Agreed"),
            Map.entry("decline", "Declined"),
            Map.entry("remove-and-report", "Removed and reported"),
            Map.entry("edited", "Edited by their author before a decision"),
            Map.entry("gone", "Taken away by their author before a decision"),
            Map.entry("no-further-action", "No further action"),
            Map.entry("speak-to-author", "Spoke to the author"),
            Map.entry("refer-safeguarding", "Referred to safeguarding"),
            Map.entry("refer-police", "Referred to the police"),
            Map.entry("clear", "Cleared"),
            Map.entry("hold-back", "Held back by the check"),
            Map.entry("amend", "Sent back to be amended"),
            Map.entry("consent-changed", "A consent changed before a decision"),
            Map.entry("published", "Published"),
            Map.entry("declined", "Not published"),
            Map.entry("signed-off", "Signed off without a new version"),
            Map.entry("cancelled", "Cancelled"),
            Map.entry("posted", "Posted"),
            Map.entry("missed", "Missed"),
            Map.entry("returned", "Returned"),
            Map.entry("revoked", "Revoked"),
            Map.entry("retrospective", "Used without approval"),
            Map.entry("acknowledged", "Confirmed"),
            Map.entry("missing", "Not confirmed in time"));

    private Vocabulary() {}

    /** Such as {@code P5: personal devices for school business}. */
    static String clause(String clause) {
        return CLAUSES.getOrDefault(clause, clause);
    }

    /** How something ended. */
    static String ending(String outcome) {
        return ENDINGS.getOrDefault(outcome, words(outcome));
    }

    /** A code in kebab-case as a word or some: {@code consent-missing} as {@code Consent missing}. */
    static String words(String code) {
        String spaced = code.replace('-', ' ');
        return spaced.isEmpty() ? "No reason noted" : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
