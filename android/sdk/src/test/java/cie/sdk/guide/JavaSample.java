package cie.sdk.guide;

import android.widget.EditText;
import cie.sdk.CardReader;
import cie.sdk.CieException;
import cie.sdk.NextStep;

/** What docs/android.md shows in Java, as it stands there. */
abstract class JavaSample {
    abstract void show(NextStep step);

    abstract void done();

    void unblock(CardReader reader, EditText puk, EditText newPin) {
        Taps.unblock(reader, puk.getText(), newPin.getText()).whenComplete((cardId, error) -> {
            if (error instanceof CieException) {
                show(((CieException) error).details().getNext());
            } else {
                done();
            }
        });
    }
}
