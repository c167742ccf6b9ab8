package org.schoolapprovals.textcheck;

import java.util.List;

/**
 * A list as it stands.
 *
 * @param entries in the order of the alphabet
 * @param version grows with every change
 */
public record TextList(ListKind kind, List<String> entries, long version) {

    public TextList {
        entries = List.copyOf(entries);
    }
}
