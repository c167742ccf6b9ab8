package org.schoolapprovals.photo;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Where photographs that were {@linkplain ClearedPhotos cleared} may be seen besides their own publications. */
public interface FurtherUse {

    /** Where any of these can still be seen, in words such as {@code the round-up of Fri 14 May 2027}; empty for nowhere. */
    List<String> stillShowing(Collection<UUID> photos);
}
