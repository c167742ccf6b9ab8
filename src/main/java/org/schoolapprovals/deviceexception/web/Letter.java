package org.schoolapprovals.deviceexception.web;

/** The letter of approval for the trip folder, in words. */
record Letter(
        String reference,
        String requester,
        String trip,
        String destination,
        String party,
        String departs,
        String returns,
        String device,
        String uses,
        String contacts,
        String safeguards,
        String conditions,
        String approver,
        String role,
        String approvedAt) {}
