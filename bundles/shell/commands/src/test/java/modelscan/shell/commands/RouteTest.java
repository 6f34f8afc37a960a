package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Router;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.shell.commands.answer.Paper;
import org.junit.jupiter.api.Test;

class RouteTest {
    private final List<Exchange> asked = new ArrayList<>();
    private final Route route = new Route(exchange -> {
        asked.add(exchange);
        return new Router.Explanation(List.of(
                considered("a", 1, new Cost.Known(Money.of("0.0001", "USD")), "cheapest put it at 1 of 1"),
                considered("b", 0, new Cost.Unknown("no price"), "it lacks vision")), "cheapest", "7f");
    });

    @Test
    void tellsWhoWouldBeTriedAndWhy() {
        assertEquals("""
                RANK  NAME  COST        BREAKER  FIRST_TOKEN_MS  WHY
                1     a/m   0.0001 USD  closed                   cheapest put it at 1 of 1
                -     b/m   unknown     closed                   it lacks vision""",
                route.route(Fakes.session(), "auto:cheapest", "hello", "there").text(Paper.ENDLESS));
        assertEquals("auto:cheapest", asked.getFirst().inquiry().model());
        assertEquals("hello there", asked.getFirst().chat().messages().getFirst().text());
    }

    @Test
    void isReadByPrograms() {
        assertEquals("cheapest", route.route(Fakes.session(), "auto", "--json").json().path("candidates").path(0)
                .path("strategy").asText());
    }

    @Test
    void wantsAModel() {
        assertThrows(FailureException.class, () -> route.route(Fakes.session()));
    }

    private static Router.Considered considered(String provider, int rank, Cost cost, String why) {
        return new Router.Considered(new Candidate(provider, Model.unknown("m", Operation.CHAT)), rank, cost, Vitals.UNKNOWN,
                rank > 0, List.of(why));
    }
}
