package org.schoolapprovals.photo.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.schoolapprovals.photo.PhotoFacts;

/** The way between what code found and the decision table {@code photo-clearance}: yes or no goes in, a finding comes out. */
final class PhotoClearance {

    private PhotoClearance() {}

    /** The inputs of the table, all of them. */
    static Map<String, Boolean> inputs(PhotoFacts facts) {
        Map<String, Boolean> inputs = new LinkedHashMap<>();
        inputs.put("notToBePublished", facts.notToBePublished());
        inputs.put("pupilNamed", facts.pupilNamed());
        inputs.put("classAndName", facts.classAndName());
        inputs.put("contactDetails", facts.contactDetails());
        inputs.put("otherLinks", facts.otherLinks());
        inputs.put("consentMissing", facts.consentMissing());
        return inputs;
    }

    /** What the row that holds says; empty, which is never clear, where none does. */
    static String of(DmnDecisionResult rows) {
        return rows.size() == 1 && rows.getSingleResult().getEntry("result") instanceof String result ? result : "";
    }
}
