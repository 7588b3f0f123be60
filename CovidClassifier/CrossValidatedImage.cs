using CovidClassifier.Data;

namespace CovidClassifier;

/// <summary>One image scored by a model that was trained without it.</summary>
/// <param name="Image">The image, with patient, source and view.</param>
/// <param name="Label">The true class.</param>
/// <param name="Prediction">What the fold's model says.</param>
/// <param name="Fold">The image's fold, from 0.</param>
/// <param name="Repeat">The repetition, from 0.</param>
public sealed record CrossValidatedImage(XRayImage Image, string Label, Prediction Prediction, int Fold, int Repeat);
