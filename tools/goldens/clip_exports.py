"""ONNX exports of CLIP: both towers in model.onnx, or each in a file of its own, with the names that exporters of the Hub's models
give inputs and outputs."""

import torch

from repository import export_network


def text_inputs():
    ids = torch.tensor([[2, 5, 6, 3], [2, 7, 3, 3], [2, 8, 9, 3]])
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids)}


TEXT_AXES = {key: {0: "text_batch_size", 1: "sequence_length"} for key in ("input_ids", "attention_mask")}


def export_clip_together(model, folder):
    class Both(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_ids, pixel_values, attention_mask):
            out = self.model(input_ids=input_ids, pixel_values=pixel_values, attention_mask=attention_mask)
            return out.logits_per_image, out.logits_per_text, out.text_embeds, out.image_embeds

    text = text_inputs()
    inputs = {"input_ids": text["input_ids"], "pixel_values": torch.zeros(2, 3, 32, 32), "attention_mask": text["attention_mask"]}
    image, words = "image_batch_size", "text_batch_size"
    export_network(Both(), folder, "model", inputs,
                   {**TEXT_AXES, "pixel_values": {0: image}, "logits_per_image": {0: image, 1: words},
                    "logits_per_text": {0: words, 1: image}, "text_embeds": {0: words}, "image_embeds": {0: image}})


def export_clip_towers(model, folder):
    class Text(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask):
            return self.model.text_projection(self.model.text_model(input_ids=input_ids, attention_mask=attention_mask).pooler_output)

    class Vision(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, pixel_values):
            return self.model.visual_projection(self.model.vision_model(pixel_values=pixel_values).pooler_output)

    export_network(Text(), folder, "text_model", text_inputs(), {**TEXT_AXES, "text_embeds": {0: "text_batch_size"}})
    export_network(Vision(), folder, "vision_model", {"pixel_values": torch.zeros(2, 3, 32, 32)},
                   {"pixel_values": {0: "image_batch_size"}, "image_embeds": {0: "image_batch_size"}})
