using System.Text.Json;

namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>The model that is served, as JSON.</summary>
/// <param name="Name">What the Open Inference Protocol calls it.</param>
/// <param name="Version">Of the file's content.</param>
/// <param name="LoadedAt">When it took over.</param>
/// <param name="ClassNames">In the order of the probabilities.</param>
/// <param name="PositiveLabel">Null where the most probable class is the label.</param>
/// <param name="Threshold">Probability of the positive label, from which on an image gets it.</param>
/// <param name="InputWidth">Columns of the network's input.</param>
/// <param name="InputHeight">Rows of the network's input.</param>
/// <param name="ResearchUseOnly">For what it may be used.</param>
/// <param name="Card">All that it says of itself, audits included.</param>
internal sealed record ModelAnswer(
    string Name, string Version, DateTimeOffset LoadedAt, IReadOnlyList<string> ClassNames, string? PositiveLabel, float Threshold,
    int InputWidth, int InputHeight, string ResearchUseOnly, JsonElement Card)
{
    public static ModelAnswer Of(ModelVersion model)
    {
        using var card = JsonDocument.Parse(model.CardJson);
        return new(model.Name, model.Version, model.LoadedAt, model.Card.ClassNames, model.Card.PositiveLabel, model.Card.Threshold,
            model.Card.Network.InputWidth, model.Card.Network.InputHeight, model.Card.ResearchUseOnly, card.RootElement.Clone());
    }
}
