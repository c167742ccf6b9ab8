package org.schoolapprovals.photo.image;

import org.schoolapprovals.refusal.RefusedException;

/** Why a file cannot be taken, each in one sentence with the way out. */
enum Refusal {
    EMPTY("The file is empty: please choose a photograph."),
    NO_PICTURE("This file is no JPEG, PNG or WebP picture: please choose a photograph that is saved as one of these."),
    HEIC(
            "This photograph is in the HEIC or AVIF format: please open it in the program that shows your photographs, save or"
                    + " export it as JPEG, and upload that."),
    RARE("This photograph is saved in a rare kind of its format that cannot be read here: please open it, save it as an"
            + " ordinary JPEG, and upload that."),
    MOVING("This is a moving picture: please upload a photograph that stands still."),
    TOO_SMALL(
            "This picture is too small or too narrow to be a photograph: please upload the photograph in its full size."),
    CUT_OFF(
            "The file ends in the middle of the photograph: please copy it from the camera or telephone once more, and upload"
                    + " that."),
    DAMAGED(
            "The file is damaged and cannot be read as a photograph: please copy it from the camera or telephone once more, and"
                    + " upload that."),
    BUSY("Many photographs are being uploaded just now: please upload this one again in a minute.");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    RefusedException exception() {
        return new RefusedException(sentence);
    }
}
