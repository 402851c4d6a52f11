using Tracker.Core.Bought;

namespace Tracker.Core.Tests.Bought;

public class ProductWordsTests
{
    [Theory]
    [InlineData("kettle sweet chilli and sour cream 175g", "kettle,sweet,chilli,sour,cream", "kettle sweet,sweet chilli,sour cream")]
    [InlineData("cream of the crop cream", "cream,crop", "crop cream")]
    [InlineData("cola 6 x 330 ml", "cola", "")]
    [InlineData("the and of", "", "")]
    [InlineData("tea tea", "tea", "tea tea")]
    [InlineData("grüner tee", "grüner,tee", "grüner tee")]
    public void Words_and_pairs_are_what_says_something(string name, string words, string pairs)
    {
        Assert.Equal(words, string.Join(',', ProductWords.WordsOf(name.Split(' '))));
        Assert.Equal(pairs, string.Join(',', ProductWords.PairsOf(name.Split(' '))));
    }
}
