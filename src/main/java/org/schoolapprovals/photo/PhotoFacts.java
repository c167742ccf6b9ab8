package org.schoolapprovals.photo;

import java.util.List;

/**
 * What code finds about photographs as they stand at this moment, for the decision table {@code photo-clearance} and for the forms.
 * It concerns the places where they have not been published yet.
 *
 * @param notToBePublished for a child and a place a refusal or withdrawal stands, or the child is barred, S3
 * @param pupilNamed event or caption may name a pupil, S4
 * @param classAndName a class and a name may be put together in them, S4
 * @param contactDetails a telephone number, an e-mail address or a postcode is in them, S4
 * @param otherLinks they link to a site that the school has not agreed, S5
 * @param consentMissing for a child and a place nobody has a valid yes, S3
 * @param words what exactly was found in the words, a sentence each
 * @param children who is in the photographs, those whom the software added included, by class and name
 */
public record PhotoFacts(
        boolean notToBePublished,
        boolean pupilNamed,
        boolean classAndName,
        boolean contactDetails,
        boolean otherLinks,
        boolean consentMissing,
        List<String> words,
        List<ChildConsents> children) {

    public PhotoFacts {
        words = List.copyOf(words);
        children = List.copyOf(children);
    }

    /** What the photographs come to, whatever a decision table says. */
    Finding finding() {
        if (notToBePublished) {
            return Finding.NOT_TO_BE_PUBLISHED;
        }
        if (pupilNamed || classAndName || contactDetails || otherLinks) {
            return Finding.WORDS_TO_CHANGE;
        }
        return consentMissing ? Finding.CONSENT_MISSING : Finding.CLEAR;
    }
}
