package modelscan.stream.websocket;

import modelscan.api.gateway.Framing;
import modelscan.test.kit.FramingContract;

class WebSocketTest extends FramingContract {
    @Override
    protected Framing framing() {
        return new WebSocket();
    }
}
