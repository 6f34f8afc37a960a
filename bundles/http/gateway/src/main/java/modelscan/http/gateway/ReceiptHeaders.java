package modelscan.http.gateway;

import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.http.Call;

/** Tells the client what is known of its exchange when the answer begins. */
final class ReceiptHeaders {
    private static final int LONGEST = 2048;
    private static final String MORE = " ...";

    private ReceiptHeaders() {
    }

    static void write(Receipt receipt, Call call) {
        if (receipt.target().isPresent()) {
            Candidate target = receipt.target().get();
            call.header("x-modelscan-provider", target.provider());
            call.header("x-modelscan-model", target.model().id());
        }
        call.header("x-modelscan-attempts", Integer.toString(receipt.attempts()));
        call.header("x-modelscan-cache", receipt.cached() ? "hit" : "miss");
        if (!receipt.warnings().isEmpty()) {
            call.header("x-modelscan-warnings", printable(String.join("; ", receipt.warnings())));
        }
        RateHeaders.write(receipt.allowances(), call);
        call.header("x-modelscan-cost", switch (receipt.cost()) {
            case Cost.Known(var money) -> money.digits() + " " + money.currency().getCurrencyCode();
            case Cost.Unknown _ -> "unknown";
        });
    }

    private static String printable(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST - MORE.length()) + MORE : text;
        return shown.replaceAll("[^ -~]", "?");
    }
}
