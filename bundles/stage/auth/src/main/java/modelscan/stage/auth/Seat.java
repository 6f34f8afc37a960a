package modelscan.stage.auth;

import java.util.Optional;
import modelscan.api.gateway.Principal;

/** An account as it is kept in memory. */
record Seat(Account account, Meter meter, Principal principal) {

    static Seat of(Account account, Meter meter) {
        Access.Ties ties = account.access().map(Access::ties).orElse(new Access.Ties(Optional.empty(), Optional.empty(),
                Optional.empty()));
        return new Seat(account, meter, new Principal(account.id(), ties.user(), ties.team(), ties.project(), account.tags()));
    }
}
