package org.schoolapprovals.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an import would do: shown first, and carried out exactly as it was shown, or not at all.
 *
 * @param columns what was taken for what
 * @param version of the register that it was made for
 * @param added children who are not in the register
 * @param changed children whose particulars would be others
 * @param unchanged how many stay as they are
 * @param missing children at the school who are not in the file
 * @param faults one sentence for each line that cannot be taken; with any, nothing of the file is
 */
public record ImportPlan(
        ImportFile file,
        Map<ImportColumn, Integer> columns,
        long version,
        List<Step> added,
        List<Step> changed,
        int unchanged,
        List<Enrolment> missing,
        List<String> faults) {

    /**
     * One child.
     *
     * @param line of the file, from 1
     * @param pupil as the child would stand in the register
     * @param changes in words, such as {@code class 3A becomes 3B}; empty for a child who is added
     */
    public record Step(long line, Pupil pupil, Optional<String> number, List<String> changes) {

        public Step {
            changes = List.copyOf(changes);
        }
    }

    public ImportPlan {
        columns = Map.copyOf(columns);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        missing = List.copyOf(missing);
        faults = List.copyOf(faults);
    }
}
