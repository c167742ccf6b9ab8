package org.schoolapprovals.deviceexception;

/** One choice of a form: what the form sends and what people read. */
interface FormValue {

    /** As the forms send it, such as {@code residential-trip}. */
    String value();

    /** As people read it, such as {@code Residential trip}. */
    String words();
}
