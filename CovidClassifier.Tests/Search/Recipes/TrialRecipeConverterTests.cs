using System.Text.Json;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Tests.Search.Recipes;

public sealed class TrialRecipeConverterTests
{
    private static readonly Network[] Networks = [Network.CustomCnn(), Backbone.MobileNetV2, Backbone.ResNet18];

    private static readonly JsonSerializerOptions Json = new() { Converters = { new TrialRecipeConverter(Networks) } };

    [Test]
    public void Write_ARecipe_GivesItsWords()
    {
        TrialRecipe recipe = new TrialRecipe(Networks[1], FineTunedFamily.Instance)
            .With(FineTunedFamily.Epochs, 20).With(FineTunedFamily.Cut, CutStage.Late);
        Assert.That(JsonSerializer.Serialize(recipe, Json),
            Is.EqualTo("""{"network":1,"name":"mobilenetv2","family":"finetune","changes":{"cut":"late","epochs":"20"}}"""));
    }

    [Test]
    public void Read_WhatWasWritten_IsTheSameRecipe()
    {
        foreach (Network network in Networks)
        {
            foreach (RecipeFamily family in RecipeFamily.All.Where(f => f.Takes(network)))
            {
                TrialRecipe recipe = family.Hyperparameters.Aggregate(new TrialRecipe(network, family), (made, h) => made.WithNumber(h, h.Words.Count - 1));
                Assert.That(JsonSerializer.Deserialize<TrialRecipe>(JsonSerializer.Serialize(recipe, Json), Json), Is.EqualTo(recipe));
            }
        }
    }

    [TestCase("""{"network":7,"name":"x","family":"frozen","changes":{}}""")]
    [TestCase("""{"network":0,"name":"cnn","family":"frozen","changes":{}}""")]
    [TestCase("""{"network":1,"name":"mobilenetv2","family":"guess","changes":{}}""")]
    [TestCase("""{"network":1,"name":"mobilenetv2","family":"frozen","changes":{"epochs":"20"}}""")]
    [TestCase("""{"network":1,"name":"mobilenetv2","family":"finetune","changes":{"epochs":"21"}}""")]
    [TestCase("""{"network":1,"name":"mobilenetv2","family":"finetune","changes":{"epochs":20}}""")]
    [TestCase("""{"network":1}""")]
    [TestCase("[]")]
    public void Read_WhatIsNoRecipe_IsAJsonError(string json) =>
        Assert.That(() => JsonSerializer.Deserialize<TrialRecipe>(json, Json), Throws.InstanceOf<JsonException>());
}
