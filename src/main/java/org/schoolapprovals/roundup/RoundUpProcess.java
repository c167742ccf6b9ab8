package org.schoolapprovals.roundup;

import java.util.UUID;

/** What the running processes have to be told; called in the transaction that recorded it. */
public interface RoundUpProcess {

    /** A round-up is asked for: its process begins, with this as its business key. */
    void opened(UUID roundUpId);

    /** The next round-up is asked for, so that this one can no longer be posted. */
    void overtaken(UUID roundUpId);

    /** What was prepared for this round-up was saved: a form that is open shows it. */
    void prepared(UUID roundUpId);

    /** Photographs have to be taken out of a round-up: {@code weekly-roundup-takedown} begins, with this as its business key. */
    void takeDown(UUID takedownId);
}
