package org.kinoroute.visual;

import java.util.List;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.ChatView;
import org.kinoroute.video.Plan;
import org.springframework.stereotype.Component;

/** Pictures of a chat by itself, for whoever wants those in place of a video. */
@Component("chatViews")
public class ChatViews {

    private final ChatPicture pictures;

    public ChatViews(ChatPicture pictures) {
        this.pictures = pictures;
    }

    /** @param layout of a chat whose sheets lie in the store */
    public ChatView view(ChatLayout layout, Plan plan) {
        int height = plan.settings().height();
        int last = layout.rows().size() - 1;
        List<ChatView.Bubble> bubbles = ChatPicture.bubbles(layout, last, height).stream()
                .map(bubble -> new ChatView.Bubble(bubble.scene(), bubble.box(), bubble.mine()))
                .toList();
        return new ChatView(layout, height, bubbles);
    }

    /** PNG of the panel once a message is there. */
    public byte[] png(ChatView view, int scene) {
        return pictures.png(view.layout(), scene, view.height());
    }
}
