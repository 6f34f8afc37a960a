package modelscan.core.catalog.form;

import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorCodes;
import modelscan.base.wire.ErrorWords;

/** What an error means in the words of those who serve media, and in those that all providers share. */
final class ErrorMeaning {
    private ErrorMeaning() {
    }

    /** The failure an error is; the HTTP status is 0 where none is known. */
    static Failure failure(int http, ErrorBody error) {
        return failure(error.status(http), error.message(), word(error));
    }

    /** The failure that a message and a code word are. */
    static Failure failure(int status, String message, String word) {
        return ErrorWords.failure(code(status, word, message), status, message, word);
    }

    /** The code word of an error; empty if it has none. */
    static String word(ErrorBody error) {
        return error.word("code", "error_code", "errorCode", "err_code", "failureCode", "type", "status", "name", "kind");
    }

    /** The code of an error; {@code status} is 0 where none is known. */
    static ErrorCode code(int status, String word, String message) {
        boolean blamesUs = status == 0 || status / 100 == 4 && status != 404;
        boolean spent = ErrorWords.says(word, "quota") || blamesUs && ErrorWords.says(message, "insufficient credit",
                "insufficient balance", "not enough credit", "quota exceeded", "exceeded your quota",
                "plan's set usage limit", "pay-as-you-go limit");
        return spent ? ErrorCode.QUOTA_EXHAUSTED : ErrorCodes.of(status, word, message);
    }
}
