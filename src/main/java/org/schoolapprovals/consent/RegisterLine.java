package org.schoolapprovals.consent;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A child in a list of the register.
 *
 * @param cells one for each use, in the order of the uses
 */
public record RegisterLine(Enrolment enrolment, boolean barred, Map<Use, Cell> cells) {

    public RegisterLine {
        cells = Collections.unmodifiableMap(new EnumMap<>(cells));
    }
}
