package org.schoolapprovals.photo;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.schoolapprovals.consent.Use;

/**
 * A child who is in the photographs, and where they may be shown. Only for people who work with these photographs.
 *
 * @param name first and last name
 * @param className such as {@code 3B}
 * @param consents for each place that is asked for, in the order of the places
 */
public record ChildConsents(UUID id, String name, String className, Map<Use, Consent> consents) {

    public ChildConsents {
        Map<Use, Consent> inOrder = new EnumMap<>(Use.class);
        inOrder.putAll(consents);
        consents = Collections.unmodifiableMap(inOrder);
    }
}
