package org.schoolapprovals.deviceexception;

import java.util.UUID;

/** What the running process has to be told when an exception ends early; called in the transaction that recorded it. */
public interface DeviceExceptionProcess {

    /**
     * The requester took it back outside of any task.
     *
     * @param inUse whether the use had begun, so that it has to be closed
     */
    void withdrawn(UUID id, boolean inUse);

    /**
     * Its approval was revoked.
     *
     * @param inUse whether the use had begun, so that it has to be closed
     */
    void revoked(UUID id, boolean inUse);
}
