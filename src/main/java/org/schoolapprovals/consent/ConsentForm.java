package org.schoolapprovals.consent;

import java.util.Map;

/**
 * What a parent or carer answered, as it was typed; null counts as empty.
 *
 * @param carer the parent's or carer's name
 * @param replies value of a {@link Use} to value of a {@link Reply}; empty where nothing was said about a use
 * @param answeredOn date, {@code 2027-05-04}
 * @param how value of a {@link How}
 * @param validUntil last day of what was given, {@code 2027-07-23}; empty for the usual one
 */
public record ConsentForm(
        String carer, Map<String, String> replies, String answeredOn, String how, String validUntil) {}
