using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Robustness;

/// <summary>
/// A way in which a picture of another day or machine differs, in steps from mild to strong. A new one is a line in <see cref="ImageChanges"/>.
/// </summary>
/// <param name="Name">For people, for example "noise".</param>
/// <param name="Unit">What the steps count, for example "gray levels".</param>
/// <param name="Steps">The mildest first.</param>
/// <param name="Apply">Makes the changed picture from a picture, a step and a number that stands for the image, for draws.</param>
internal sealed record ImageChange(string Name, string Unit, IReadOnlyList<double> Steps, Func<GrayImage, double, int, GrayImage> Apply);
