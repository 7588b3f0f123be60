using System.Text.Json.Serialization;

namespace CovidClassifier;

/// <summary>One line of a training's history.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="LearningRate">Of the epoch's last step.</param>
/// <param name="Training">While training: with augmentation and dropout, and with weights that change from batch to batch.</param>
/// <param name="Validation">After the epoch, on the images as they are; null without a validation set.</param>
/// <param name="Duration">Wall time, evaluation included; in the card's JSON <c>seconds</c>, a number.</param>
public sealed record EpochRecord(
    int Epoch, double LearningRate, EpochMetrics Training, EpochMetrics? Validation, [property: JsonPropertyName("seconds")] TimeSpan Duration);
