package org.schoolapprovals.roundup;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.textcheck.TextCheck;
import org.schoolapprovals.textcheck.TextFacts;
import org.springframework.stereotype.Component;

/** Looks through what is to be posted (S2, S4 and S5): each fault in a sentence with its way out. */
@Component
class PostCheck {

    private final TextCheck textCheck;

    PostCheck(TextCheck textCheck) {
        this.textCheck = textCheck;
    }

    /** @param contactsOurs whether somebody confirms that contact details in it are the school's own */
    void text(String text, boolean contactsOurs, Faults faults) {
        TextFacts facts = textCheck.check(text);
        names("Text", facts, faults);
        if (!facts.otherLinks().isEmpty()) {
            faults.add("Text: it links to " + listed(facts.otherLinks())
                    + ", which the school has not agreed. Please take the link out, or add the site to the agreed sites under Lists"
                    + " if it is appropriate and safe (S5).");
        }
        if (!facts.contactDetails().isEmpty() && !contactsOurs) {
            faults.add("Text: there is " + listed(facts.contactDetails())
                    + " in it. Please take it out, or tick that the contact details are the school\u2019s own (S4).");
        }
        if (!facts.abusive().isEmpty()) {
            faults.add("Text: it holds words from the school\u2019s list of abusive words: " + listed(facts.abusive())
                    + ". Please say it in other words (S2).");
        }
        if (facts.hiddenMarks()) {
            faults.add(
                    "Text: there are marks in it that nobody sees. Please type that part anew instead of copying it.");
        }
    }

    /** A reason is read by governors as well. */
    void reason(String reason, Faults faults) {
        names("Reason", textCheck.check(reason), faults);
    }

    private static void names(String label, TextFacts facts, Faults faults) {
        Set<String> named = new LinkedHashSet<>(facts.pupils());
        named.addAll(facts.classAndName());
        if (!named.isEmpty()) {
            faults.add(label + ": a child of the school may be named in it: " + listed(named)
                    + ". Please take the name out: no child is named (S4).");
        }
    }

    private static String listed(Collection<String> found) {
        return String.join(", ", List.copyOf(found));
    }
}
