using System.CommandLine;
using System.CommandLine.Parsing;

namespace CovidClassifier.Console.Options;

/// <summary>The option that says how gray levels become a network's input: one of the library's words, or a list of one's own.</summary>
internal static class PreprocessingOption
{
    /// <summary>The words.</summary>
    public static string[] Words { get; } = ["zero-one", "minus-one-one", "imagenet", "efficientnet-lite", "torchxrayvision", "rad-dino", "none"];

    /// <param name="description">For help.</param>
    public static Option<string?> Of(string description) => new("--preprocessing")
    {
        Description =
            description + " A list of your own: (gray x scale - mean) / std, for example mean=0.485,0.456,0.406,std=0.229,0.224,0.225,scale=1/255,order=rgb " +
            "(or bgr, gray); mean=FILE.npy subtracts a mean image.",
        HelpName = string.Join('|', Words) + "|LIST",
        CustomParser = Parse,
    };

    private static string Parse(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        try
        {
            // help and usage need no library: it is asked only about a list
            return Words.Contains(value) ? value : Known(value);
        }
        catch (ArgumentException e)
        {
            result.AddError($"--preprocessing: {Sentence.Of(e)}");
            return value;
        }
    }

    private static string Known(string value) => Preprocessing.Parse(value).Name;
}
