package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One time that a review goes to the governors, with the very report and draft that they see.
 *
 * @param nth counted from 1
 * @param report which of the attached reports is signed off
 * @param draft the new version; empty where the policy stays
 * @param governors who was asked and has not left without a view, in the order of user names
 * @param closed when the views were closed; empty while they are open
 * @param signOff what the chair decided; empty until then
 */
public record Round(
        int nth,
        Instant asked,
        int report,
        Optional<Draft> draft,
        List<Asked> governors,
        Optional<Instant> closed,
        Optional<SignOff> signOff) {

    public Round {
        governors = List.copyOf(governors);
    }

    /** How many have to give a view for a quorum: half of those asked, rounded up, and at least one. */
    public int quorum() {
        return Math.max(1, (governors.size() + 1) / 2);
    }

    /** How many gave a view. */
    public int given() {
        return (int) governors.stream().filter(one -> one.view().isPresent()).count();
    }

    public boolean hasQuorum() {
        return given() >= quorum();
    }

    /** Whether nobody's view is outstanding. */
    public boolean isComplete() {
        return given() == governors.size();
    }

    /** Whether this person was asked, and has not given a view yet. */
    public boolean awaits(String governor) {
        return asked(governor).filter(one -> one.view().isEmpty()).isPresent();
    }

    /** What this governor was asked and said. */
    public Optional<Asked> asked(String governor) {
        return governors.stream().filter(one -> one.governor().equals(governor)).findFirst();
    }
}
