using CovidClassifier.Phantoms.Png;

namespace CovidClassifier.Phantoms;

/// <summary>One drawn X-ray and what its manifest row says. A drawing without medical meaning.</summary>
/// <param name="Label">COVID-19 or Normal.</param>
/// <param name="Patient">A made-up patient; a patient has one label and one or two images.</param>
/// <param name="Source">A made-up hospital.</param>
/// <param name="View">PA or AP.</param>
/// <param name="Age">Years.</param>
/// <param name="Sex">F or M.</param>
/// <param name="Opacities">Where the patches of the COVID-19 class lie; empty for the other class.</param>
/// <param name="Size">Width and height in pixels.</param>
/// <param name="Pixels">Gray, row by row, 0 black to 255 white, in 64 steps so that the files stay small.</param>
public sealed record Phantom(
    string Label, string Patient, string Source, string View, int Age, string Sex, IReadOnlyList<Opacity> Opacities, int Size, byte[] Pixels)
{
    /// <summary>Path below the set's folder, with forward slashes: a folder per class.</summary>
    public string File => $"{Label}/{Patient}-{View}.png";

    /// <summary>The image as an 8-bit gray PNG; the same bytes on every platform.</summary>
    public byte[] ToPng() => GrayPng.Encode(Size, Size, Pixels);
}
