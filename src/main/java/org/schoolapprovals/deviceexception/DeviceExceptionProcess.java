package org.schoolapprovals.deviceexception;

import java.util.UUID;

/** What the running process has to be told when an exception ends early; called in the transaction that recorded it. */
public interface DeviceExceptionProcess {

    /** The requester took it back outside of any task. */
    void withdrawn(UUID id);

    /** Its approval was revoked. */
    void revoked(UUID id);
}
